"""The room where the two wings meet: texts come in, are read, and are stored with their claims."""
