"""Many shares at once: who is a member, their closes as one table, and what a record keeps of them."""
