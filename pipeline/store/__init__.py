"""The canonical tables: how they are declared, checked and written."""
