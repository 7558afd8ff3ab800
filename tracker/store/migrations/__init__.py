"""The steps from one schema to the next; see tracker.store.database.upgrade."""
