"""Plans of schools under control: their approval, and what of the municipal plan they carry out."""
