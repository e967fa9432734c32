"""Reading a large stream piece by piece; a piece carries the end of the one before it."""

CHUNK = 256 * 1024
CARRY = 64  # longer than anything that is searched for


def pieces(stream, start=0):
    """(position, bytes) of overlapping pieces, so that no short match falls between two."""
    stream.seek(start)
    position, carried = start, b""
    while chunk := stream.read(CHUNK):
        yield position, carried + chunk
        carried = (carried + chunk)[-CARRY:]
        position = stream.tell() - len(carried)


def find(stream, needle, start=0):
    """Position of the first occurrence of a short byte string, or -1."""
    for position, piece in pieces(stream, start):
        if (at := piece.find(needle)) >= 0:
            return position + at
    return -1
