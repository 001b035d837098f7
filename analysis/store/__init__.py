"""Cases, articles, analysis results and corrections, kept in one database."""
