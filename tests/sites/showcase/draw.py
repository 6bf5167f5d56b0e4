"""Drawn pictures of a made-up place: a canvas with soft edges, and what stands on it."""

import math
import random
import struct
import zlib


def mixed(a, b, part):
    return tuple(round(x + (y - x) * part) for x, y in zip(a, b))


def hexed(text):
    return tuple(int(text[at:at + 2], 16) for at in (0, 2, 4))


# A picture of half a million points could be a photographed paper, which people would have to look at one by one.
SCALE = 0.875


class Canvas:
    """Shapes are placed on 960 points a row; the picture has fewer."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.across, self.down = round(width * SCALE), round(height * SCALE)
        self.rows = [bytearray(3 * self.across) for _ in range(self.down)]

    def png(self):
        body = b"".join(b"\0" + bytes(row) for row in self.rows)
        parts = [(b"IHDR", struct.pack(">IIBBBBB", self.across, self.down, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(body, 9)), (b"IEND", b"")]
        return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)

    def sky(self, top, bottom, until=None):
        until = (until or self.height) * SCALE
        for y in range(self.down):
            self.rows[y][:] = bytes(mixed(top, bottom, min(y / until, 1))) * self.across

    def blend(self, x, y, colour, part):
        if 0 <= x < self.across and 0 <= y < self.down and part > 0:
            row, at = self.rows[y], 3 * x
            for n in range(3):
                row[at + n] += round((colour[n] - row[at + n]) * min(part, 1))

    def spans(self, top, bottom, span, colour):
        """A convex shape: `span` gives where it begins and ends at a height. Four lines a row make its edges soft."""
        for y in range(max(math.floor(top * SCALE), 0), min(math.ceil(bottom * SCALE), self.down)):
            found = [span((y + (n + 0.5) / 4) / SCALE) for n in range(4)]
            found = [(max(own[0] * SCALE, 0), min(own[1] * SCALE, self.across)) for own in found if own]
            found = [own for own in found if own[0] < own[1]]
            if not found:
                continue
            left, right = min(own[0] for own in found), max(own[1] for own in found)
            full = (math.ceil(max(own[0] for own in found)), math.floor(min(own[1] for own in found)))
            if len(found) == 4 and full[0] < full[1]:
                self.rows[y][3 * full[0]:3 * full[1]] = bytes(colour) * (full[1] - full[0])
                edges = [*range(math.floor(left), full[0]), *range(full[1], math.ceil(right))]
            else:
                edges = range(math.floor(left), math.ceil(right))
            for x in edges:
                self.blend(x, y, colour, sum(max(0, min(own[1], x + 1) - max(own[0], x)) for own in found) / 4)

    def ellipse(self, x, y, rx, ry, colour):
        def span(at):
            rest = 1 - ((at - y) / ry) ** 2
            return (x - rx * math.sqrt(rest), x + rx * math.sqrt(rest)) if rest > 0 else None
        self.spans(y - ry, y + ry, span, colour)

    def polygon(self, points, colour):
        def span(at):
            found = []
            for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]):
                if min(y0, y1) <= at < max(y0, y1):
                    found.append(x0 + (x1 - x0) * (at - y0) / (y1 - y0))
            return (min(found), max(found)) if found else None
        heights = [y for _, y in points]
        self.spans(min(heights), max(heights), span, colour)

    def box(self, x, y, width, height, colour):
        self.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour)

    def line(self, x0, y0, x1, y1, thick, colour):
        far = math.hypot(x1 - x0, y1 - y0) or 1
        dx, dy = (y0 - y1) / far * thick / 2, (x1 - x0) / far * thick / 2
        self.polygon([(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)], colour)

    def below(self, height, colour):
        """All that is below a line, such as hills: `height` gives its height at each point."""
        for x in range(self.across):
            top = height(x / SCALE) * SCALE
            first = math.floor(top)
            self.blend(x, first, colour, first + 1 - top)
            for y in range(max(first + 1, 0), self.down):
                self.rows[y][3 * x:3 * x + 3] = bytes(colour)


# The light of a day: sky above and below, far hills, near hills, ground.
LIGHTS = {
    "morning": ("8fc7e8", "fdf0d5", "9dc3a5", "6fa679", "8cbf6a"),
    "noon": ("5aa9dd", "d8eef8", "86b795", "4f8f63", "7cb457"),
    "evening": ("6d6fa8", "f9c58d", "8a7f9e", "5d6b7d", "8a8a5c"),
    "rain": ("8799a8", "d4dde2", "8fa6a0", "5f7f74", "779766"),
    "night": ("14213d", "3c4f7d", "27375c", "1c2b4a", "24324a"),
}
SKINS = [hexed(own) for own in ("d9a066", "c98f5a", "e0b080", "b97f4e")]
HAIRS = [hexed(own) for own in ("2b2320", "1f1b1a", "3d302a", "6b6460")]
CLOTHES = [hexed(own) for own in ("2f6f8f", "c8553d", "e0a030", "5b8c5a", "7a5c93", "d17a8c", "3d5a80", "f2efe6")]


class Scene(Canvas):
    """A picture of the place in some light, the same for the same number."""

    def __init__(self, light, seed, width=960, height=640):
        super().__init__(width, height)
        self.dice = random.Random(seed)
        self.colours = [hexed(own) for own in LIGHTS[light]]
        self.light, self.ground = light, height * 0.66
        self.sky(self.colours[0], self.colours[1], self.ground)
        self.hills()

    def hills(self):
        glow = hexed("f5f0d8") if self.light == "night" else hexed("fff3c4")
        if self.light != "rain":
            self.ellipse(self.dice.uniform(0.15, 0.85) * self.width, self.height * 0.2, 46, 46, glow)
        if self.light in ("morning", "noon", "rain"):
            for _ in range(4):
                x, y = self.dice.uniform(0, self.width), self.dice.uniform(0.08, 0.3) * self.height
                for dx, size in ((-46, 26), (0, 38), (48, 28)):
                    self.ellipse(x + dx, y, size * 1.5, size * 0.6, mixed(self.colours[1], (255, 255, 255), 0.7))
        for level, colour, wave in ((0.47, self.colours[2], 60), (0.56, self.colours[3], 34)):
            at = self.dice.uniform(0, 6)
            self.below(lambda x: self.height * level - wave * math.sin(x / 150 + at) - wave / 3 * math.sin(x / 57 + at * 2), colour)
        self.below(lambda x: self.ground, self.colours[4])

    def shade(self, colour, part=None):
        """A colour in this light."""
        return mixed(colour, self.colours[3], {"night": 0.6, "evening": 0.25, "rain": 0.15}.get(self.light, 0) if part is None else part)

    def tree(self, x, y, size):
        self.box(x - size * 0.05, y - size * 0.5, size * 0.1, size * 0.5, self.shade(hexed("7a5a3c")))
        for dx, dy, r in ((-0.2, -0.55, 0.24), (0.2, -0.55, 0.24), (0, -0.78, 0.3)):
            self.ellipse(x + dx * size, y + dy * size, r * size, r * size, self.shade(hexed("3f7f4c"), None))
        self.ellipse(x - 0.06 * size, y - 0.85 * size, 0.16 * size, 0.14 * size, self.shade(hexed("5b9b5e")))

    def palm(self, x, y, size):
        self.polygon([(x - 5, y), (x + 5, y), (x + 14, y - size), (x + 8, y - size)], self.shade(hexed("8a6a48")))
        for turn in range(-3, 4):
            tip = (x + 11 + size * 0.34 * math.sin(turn * 0.55), y - size - size * 0.2 * math.cos(turn * 0.6))
            self.polygon([(x + 11, y - size - 4), tip, (x + 11 + (tip[0] - x - 11) * 0.55, y - size + 8)], self.shade(hexed("3f7f4c")))

    def house(self, x, y, size, wall="f4e8d0", roof="b5533c"):
        self.box(x, y - size * 0.5, size, size * 0.5, self.shade(hexed(wall)))
        self.polygon([(x - size * 0.12, y - size * 0.5), (x + size * 0.5, y - size * 0.92), (x + size * 1.12, y - size * 0.5)], self.shade(hexed(roof)))
        lit = hexed("ffd97a") if self.light == "night" else self.shade(hexed("6d93a8"))
        self.box(x + size * 0.14, y - size * 0.36, size * 0.2, size * 0.18, lit)
        self.box(x + size * 0.64, y - size * 0.36, size * 0.2, size * 0.18, lit)
        self.box(x + size * 0.4, y - size * 0.32, size * 0.17, size * 0.32, self.shade(hexed("7a5a3c")))

    def office(self, x, y, width, height, roof="0b6e4f"):
        self.box(x, y - height, width, height, self.shade(hexed("f6f1e4")))
        self.polygon([(x - 24, y - height), (x + width * 0.5, y - height - 90), (x + width + 24, y - height)], self.shade(hexed(roof)))
        self.ellipse(x + width / 2, y - height - 30, 20, 20, self.shade(hexed("e0a030")))
        count = int(width // 70)
        for level in range(2):
            for n in range(count):
                left = x + (n + 0.5) * width / count - 18
                lit = hexed("ffd97a") if self.light == "night" else self.shade(hexed("7fa8bd"))
                if not (level == 1 and n == count // 2):
                    self.box(left, y - height + 26 + level * height * 0.46, 36, height * 0.26, lit)
        self.box(x + (count // 2 + 0.5) * width / count - 26, y - height * 0.42, 52, height * 0.42, self.shade(hexed("7a5a3c")))
        self.box(x - 16, y - 12, width + 32, 12, self.shade(hexed("cfc8b8")))

    def flag(self, x, y, height):
        self.line(x, y, x, y - height, 5, self.shade(hexed("8d8d8d")))
        for n, colour in enumerate(("0b6e4f", "f2efe6", "e0a030")):
            self.box(x + 3, y - height + n * 16, 74, 16, self.shade(hexed(colour)))

    def person(self, x, y, size, shirt=None, tool=None):
        skin, hair = self.dice.choice(SKINS), self.dice.choice(HAIRS)
        shirt = hexed(shirt) if shirt else self.dice.choice(CLOTHES)
        legs = self.shade(hexed("3b4252"))
        self.box(x - size * 0.13, y - size * 0.42, size * 0.11, size * 0.42, legs)
        self.box(x + size * 0.02, y - size * 0.42, size * 0.11, size * 0.42, legs)
        self.polygon([(x - size * 0.2, y - size * 0.72), (x + size * 0.2, y - size * 0.72), (x + size * 0.16, y - size * 0.38), (x - size * 0.16, y - size * 0.38)], self.shade(shirt))
        reach = size * (0.34 if tool else 0.22)
        self.line(x - size * 0.18, y - size * 0.69, x - size * 0.23, y - size * 0.42, size * 0.08, self.shade(skin))
        self.line(x + size * 0.18, y - size * 0.69, x + reach, y - size * (0.55 if tool else 0.42), size * 0.08, self.shade(skin))
        self.box(x - size * 0.04, y - size * 0.78, size * 0.08, size * 0.08, self.shade(skin))
        self.ellipse(x, y - size * 0.87, size * 0.115, size * 0.135, self.shade(hair))
        self.ellipse(x, y - size * 0.845, size * 0.1, size * 0.11, self.shade(skin))
        if tool == "spade":
            self.line(x + reach, y - size * 0.75, x + reach, y - size * 0.05, size * 0.04, self.shade(hexed("8a6a48")))
            self.box(x + reach - size * 0.07, y - size * 0.12, size * 0.14, size * 0.12, self.shade(hexed("8d99a6")))
        if tool == "bag":
            self.ellipse(x + reach + 4, y - size * 0.45, size * 0.12, size * 0.14, self.shade(hexed("f2efe6")))
        if tool == "paper":
            self.box(x + reach - size * 0.05, y - size * 0.68, size * 0.16, size * 0.2, (255, 255, 255))

    def crowd(self, count, y, size, left=0.12, right=0.88, **more):
        for n in range(count):
            x = self.width * (left + (right - left) * (n + 0.5) / count) + self.dice.uniform(-10, 10)
            self.person(x, y + self.dice.uniform(-8, 14), size * self.dice.uniform(0.92, 1.06), **more)

    def fields(self):
        for n in range(9):
            y = self.ground + 14 + n * n * 2.8
            self.box(0, y, self.width, 2 + n * 0.9, self.shade(hexed("a8cf73"), 0.15))

    def water(self, top):
        self.box(0, top, self.width, self.height - top, self.shade(hexed("5f9fb8")))
        for _ in range(22):
            y = self.dice.uniform(top + 8, self.height)
            self.box(self.dice.uniform(0, self.width), y, self.dice.uniform(30, 120), 3, self.shade(hexed("9cc9d8")))

    def road(self):
        self.polygon([(self.width * 0.46, self.ground), (self.width * 0.54, self.ground), (self.width * 0.95, self.height), (self.width * 0.05, self.height)], self.shade(hexed("9a9a98")))
        for n in range(5):
            y, w = self.ground + 18 + n * n * 11, 3 + n * 3
            self.polygon([(480 - w, y), (480 + w, y), (480 + w * 1.3, y + 10 + n * 7), (480 - w * 1.3, y + 10 + n * 7)], (245, 245, 240))

    def tent(self, x, y, width, colour):
        for side in (0, width):
            self.line(x + side, y, x + side, y - 120, 6, self.shade(hexed("8d99a6")))
        self.polygon([(x - 20, y - 120), (x + width / 2, y - 190), (x + width + 20, y - 120)], self.shade(hexed(colour)))
        for n in range(6):
            self.box(x - 20 + n * (width + 40) / 6, y - 120, (width + 40) / 6, 18, self.shade(hexed(colour if n % 2 else "f2efe6")))

    def table(self, x, y, width):
        self.box(x, y - 62, width, 14, self.shade(hexed("a9825a")))
        self.box(x + 8, y - 48, width - 16, 48, self.shade(hexed("8a6a48")))

    def truck(self, x, y, body="2f7d5b"):
        self.box(x, y - 120, 190, 96, self.shade(hexed(body)))
        self.polygon([(x + 196, y - 96), (x + 240, y - 96), (x + 264, y - 56), (x + 264, y - 24), (x + 196, y - 24)], self.shade(hexed("f2efe6")))
        self.polygon([(x + 206, y - 88), (x + 236, y - 88), (x + 250, y - 58), (x + 206, y - 58)], self.shade(hexed("7fa8bd")))
        for dx in (46, 140, 228):
            self.ellipse(x + dx, y - 20, 24, 24, self.shade(hexed("2b2b2b")))
            self.ellipse(x + dx, y - 20, 10, 10, self.shade(hexed("bdbdbd")))

    def room(self, wall="e8e2d2", floor="b08d62"):
        self.box(0, 0, self.width, self.height * 0.7, hexed(wall))
        self.box(0, self.height * 0.7, self.width, self.height, hexed(floor))
        self.box(0, self.height * 0.69, self.width, 10, hexed("8a6a48"))

    def screen(self, bars):
        self.box(260, 70, 440, 240, hexed("5a6570"))
        self.box(272, 82, 416, 216, (255, 255, 255))
        for n, part in enumerate(bars):
            self.box(310 + n * 340 / len(bars), 280 - 170 * part, 340 / len(bars) * 0.6, 170 * part, CLOTHES[n % 7])


def portrait(number, woman=False, suit="c9b98a", glasses=False, grey=False):
    """A person's head and shoulders before a plain wall."""
    dice = random.Random(number)
    art = Canvas(480, 600)
    back = [hexed(own) for own in ("dfe9ee", "e9e4da", "e2ebe0", "e8e1ea")][number % 4]
    art.sky(mixed(back, (255, 255, 255), 0.5), back)
    skin = SKINS[number % 4]
    hair = hexed("8b8784") if grey else HAIRS[number % 3]
    if woman:
        art.ellipse(240, 255, 128, 150, hair)
        art.box(114, 255, 252, 110 + 30 * (number % 3), hair)
    art.polygon([(60, 600), (86, 470), (176, 420), (304, 420), (394, 470), (420, 600)], hexed(suit))
    art.polygon([(206, 372), (274, 372), (290, 440), (240, 486), (190, 440)], mixed(skin, (0, 0, 0), 0.1))
    art.polygon([(176, 420), (204, 412), (240, 492), (226, 520)], (250, 250, 250))
    art.polygon([(304, 420), (276, 412), (240, 492), (254, 520)], (250, 250, 250))
    if not woman:
        art.polygon([(230, 490), (250, 490), (258, 600), (222, 600)], hexed("7a2f2f" if number % 2 else "28466b"))
    art.box(112, 500, 70, 16, hexed("e0a030"))
    if not woman:
        art.ellipse(240, 214, 100, 88, hair)
    art.ellipse(152, 275, 18, 28, skin)
    art.ellipse(328, 275, 18, 28, skin)
    art.ellipse(240, 268, 94, 122, skin)
    art.ellipse(240, 172, 92 if woman else 88, 44 if woman else 38, hair)
    if not woman:
        art.polygon([(148, 250), (146, 196), (168, 180), (164, 236)], hair)
        art.polygon([(332, 250), (334, 196), (312, 180), (316, 236)], hair)
    for x in (202, 278):
        art.line(x - 22, 246, x + 22, 244 + dice.choice((-2, 0, 2)), 6, hair)
        art.ellipse(x, 268, 14, 9, (250, 250, 248))
        art.ellipse(x, 268, 8, 9, hexed("2b2320"))
        if glasses:
            for side in (-1, 1):
                art.line(x + side * 30, 252, x + side * 30, 288, 4, hexed("3a3a3a"))
            art.line(x - 30, 252, x + 30, 252, 4, hexed("3a3a3a"))
            art.line(x - 30, 288, x + 30, 288, 4, hexed("3a3a3a"))
    if glasses:
        art.line(232, 266, 248, 266, 4, hexed("3a3a3a"))
    dark = mixed(skin, (90, 40, 20), 0.35)
    art.polygon([(236, 272), (246, 272), (254, 312), (230, 312)], mixed(skin, dark, 0.45))
    for n in range(13):
        x = 208 + n * 5
        art.ellipse(x, 334 + 12 * math.sin(n / 12 * math.pi), 5, 3.5, hexed("a3473f") if woman else dark)
    return art
