"""Tables, lines and single pages, one module for each form."""
