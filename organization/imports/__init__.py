"""Lists of organisations, bodies, persons, seats: from XLSX or CSV into the tables, all rows or none, and out again."""
