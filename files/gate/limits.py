"""Limits of an uploaded file: reliability.md, section C, «Limits to publish» (ASVS V5.1.1)."""

MEGABYTE = 1024 * 1024

MAX_FILE = 25 * MEGABYTE
MAX_FILE_LABEL = "25 МБ"

# A container (DOCX, XLSX), all judged from its directory before anything is unpacked.
MAX_PARTS = 2000
MAX_PART = 20 * MEGABYTE
MAX_UNPACKED = 80 * MEGABYTE
MAX_RATIO = 200
RATIO_COUNTS_FROM = MEGABYTE
# Ours: 46 bytes an entry are the format's own, the rest is its name and extra fields.
MAX_DIRECTORY = MAX_PARTS * (46 + 300)
# Ours: [Content_Types].xml and all .rels together, the only parts which the gate reads as XML.
MAX_MARKUP = 2 * MEGABYTE

# Ours: where the interesting end of a PDF must be found, and how much of it may be packed objects.
MAX_TRAILER = 64 * 1024
MAX_OBJECT_STREAMS = 5000
MAX_OBJECTS = 40 * MEGABYTE

# A detached signature with all its certificates has 3–20 KB, with proofs of a later day up to 1 MB.
MAX_SIGNATURE = 2 * MEGABYTE
MAX_SIGNATURE_LABEL = "2 МБ"

# A photograph as it comes from the camera; what is kept of it is ten times smaller.
MAX_PHOTO = 20 * MEGABYTE
MAX_PHOTO_LABEL = "20 МБ"
