"""The report of a history for a browser: pages that a web server or a folder on a disk serves, without any network."""
