"""Per article, pure: mentions, attributions, time expressions, events."""
