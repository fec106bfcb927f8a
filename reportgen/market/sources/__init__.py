"""Where closes come from: each source one function, or a few files where the world outside is difficult."""
