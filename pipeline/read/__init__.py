"""From a folder of files to what each paper says."""
