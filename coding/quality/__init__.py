"""How good the coding is: agreement, samples for audits, error rates, the score card."""
