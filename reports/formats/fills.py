"""The fills that tell cells apart by their state, the same in Word and in Excel as on the page."""

FILLS = {
    "coded": "#E6F0F9",
    "rolled": "#F6FAFD",
    "absent": "#F4E9F5",
    "unread": "#F6EFE4",
    "stale": "#FFF4CC",
}
