"""The school's card and its dossier: one list of parts, each told on the page and on paper."""
