"""What coders agree on, where they differ, and the codings that stand once differences are settled."""
