"""What suggesting computes from the texts alone: words, letters, topics, neighbours."""
