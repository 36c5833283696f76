"""Suggesters from elsewhere; only these read other files or speak to the network."""
