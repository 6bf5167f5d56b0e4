"""A JPEG writer of the plainest kind: no parts of it are thinned out, and its tables are those of the standard."""

import math
import struct

LIGHT = [16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
         18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99]
COLOUR = [17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99] + [99] * 32
ZIGZAG = sorted(range(64), key=lambda at: (at // 8 + at % 8, (at // 8 if (at // 8 + at % 8) % 2 else at % 8)))
COSINES = [[math.cos((2 * x + 1) * u * math.pi / 16) / 2 * (math.sqrt(0.5) if u == 0 else 1) for x in range(8)] for u in range(8)]
# How many codes there are of each length, and what they stand for: first the means of blocks, then the rest.
MEANS = (bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]), bytes(range(12)))
RUNS = (bytes([0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125]), bytes.fromhex(
    "01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a43444546474849"
    "4a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5"
    "c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa"))


def codes(table):
    found, code, at = {}, 0, 0
    for length, count in enumerate(table[0], 1):
        for _ in range(count):
            found[table[1][at]] = (code, length)
            code, at = code + 1, at + 1
        code <<= 1
    return found


def frequencies(block, table):
    """The rounded parts of a block of 8 by 8 in their order; nearly all blocks of a drawing are of one colour."""
    if all(row == block[0] for row in block) and len(set(block[0])) == 1:
        return [round(block[0][0] * 8 / table[0])] + [0] * 63
    across = [[sum(map(float.__mul__, one, map(float, row))) for one in COSINES] for row in block]
    down = [[sum(map(float.__mul__, one, column)) for one in COSINES] for column in zip(*across)]
    return [round(down[at % 8][at // 8] / table[at]) for at in ZIGZAG]


def jpeg(rows, width, height, quality=75):
    """The bytes of a picture whose rows are bytes of red, green and blue."""
    scale = 200 - 2 * quality
    tables = [[min(max((own * scale + 50) // 100, 1), 255) for own in table] for table in (LIGHT, COLOUR)]
    means, runs = codes(MEANS), codes(RUNS)
    planes, known = ([], [], []), {}
    for row in [*rows, *[rows[-1]] * (-height % 8)]:
        points = [row[at:at + 3] for at in range(0, 3 * width, 3)]
        points += points[-1:] * (-width % 8)
        for point in set(map(bytes, points)) - known.keys():
            r, g, b = point
            light = 0.299 * r + 0.587 * g + 0.114 * b
            known[point] = (round(light) - 128, round((b - light) * 0.564), round((r - light) * 0.713))
        for plane, part in zip(planes, zip(*[known[bytes(point)] for point in points])):
            plane.append(part)
    out, bits, count, last = bytearray(), 0, 0, [0, 0, 0]

    def put(value, length):
        nonlocal bits, count
        bits, count = bits << length | value, count + length
        while count >= 8:
            count -= 8
            byte = bits >> count & 255
            out.append(byte)
            if byte == 255:
                out.append(0)
        bits &= (1 << count) - 1

    def number(value):
        size = abs(value).bit_length()
        return size, value if value >= 0 else value + (1 << size) - 1

    for y in range(0, len(planes[0]), 8):
        for x in range(0, len(planes[0][0]), 8):
            for at, plane in enumerate(planes):
                parts = frequencies([row[x:x + 8] for row in plane[y:y + 8]], tables[at > 0])
                size, value = number(parts[0] - last[at])
                last[at] = parts[0]
                put(*means[size])
                put(value, size)
                zeros = 0
                for part in parts[1:]:
                    if part == 0:
                        zeros += 1
                        continue
                    while zeros > 15:
                        put(*runs[0xF0])
                        zeros -= 16
                    size, value = number(part)
                    put(*runs[zeros << 4 | size])
                    put(value, size)
                    zeros = 0
                if zeros:
                    put(*runs[0])
    put(127, 7)

    def segment(mark, data):
        return struct.pack(">BBH", 255, mark, len(data) + 2) + data

    head = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    head += b"".join(segment(0xDB, bytes([at]) + bytes(table[own] for own in ZIGZAG)) for at, table in enumerate(tables))
    head += segment(0xC0, struct.pack(">BHHB", 8, height, width, 3) + b"\1\x11\0\2\x11\1\3\x11\1")
    head += segment(0xC4, b"\0" + MEANS[0] + MEANS[1]) + segment(0xC4, b"\x10" + RUNS[0] + RUNS[1])
    return b"\xFF\xD8" + head + segment(0xDA, b"\3\1\0\2\0\3\0\0\x3F\0") + bytes(out) + b"\xFF\xD9"
