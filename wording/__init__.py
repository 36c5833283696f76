"""The words that people read, in French and in English; words, numbers and names as people write them."""
