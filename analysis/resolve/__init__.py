"""Per case: actors, claims, propositions, origins, confidence, events, network."""
