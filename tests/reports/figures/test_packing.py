"""PNG files packed tighter: the same pixels."""

import struct
import zlib

from reports.figures.packing import packed

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_pixels_in_several_chunks_become_one_smaller_chunk():
    header, pixels = struct.pack(">IIBBBBB", 100, 100, 8, 0, 0, 0, 0), b"\0" * 101 * 100
    loose = zlib.compress(pixels, 0)
    parts = chunk(b"IDAT", loose[:5000]) + chunk(b"IDAT", loose[5000:])
    png = SIGNATURE + chunk(b"IHDR", header) + chunk(b"pHYs", b"123456789") + parts + chunk(b"IEND", b"")
    small = packed(png)
    assert small.startswith(SIGNATURE + chunk(b"IHDR", header) + chunk(b"pHYs", b"123456789"))
    assert small.endswith(chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b""))
    assert len(small) < len(png) / 50
    assert packed(small) == small
