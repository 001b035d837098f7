"""Reads articles, finds claims, and weighs them. Never imports streamlit."""
