"""Tests of masthead: cases, properties, documents read back, and the rules of the house."""
