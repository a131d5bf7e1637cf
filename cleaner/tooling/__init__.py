"""What people do about pages and rules: explain, compare, make fixtures, check and learn rules, look into memories."""
