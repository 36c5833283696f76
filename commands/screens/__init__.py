"""What commands show on a terminal: screens, tables and the keys that steer them."""
