"""Small pictures of pages: a PNG with a palette of the 256 colors that a picture uses most."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
from playwright.sync_api import Page
from scipy.spatial import KDTree

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLORS = 256
# The browser reads the picture: Python's own library cannot.
READ = """async (picture) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  canvas.drawImage(bitmap, 0, 0);
  const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
  let text = "";
  for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
  return { width: bitmap.width, height: bitmap.height, bytes: btoa(text) };
}"""


def pixels(page: Page, picture: bytes) -> np.ndarray:
    """The picture's pixels as rows of red, green and blue; `page` may be any page without a policy against it."""
    read = page.evaluate(READ, base64.b64encode(picture).decode())
    found = np.frombuffer(base64.b64decode(read["bytes"]), dtype=np.uint8)
    return found.reshape(read["height"], read["width"], 4)[:, :, :3]


def palette_png(image: np.ndarray) -> bytes:
    """A PNG of the pixels; a color that is not among the most used becomes the nearest that is."""
    height, width, _channels = image.shape
    colors, where, counts = np.unique(image.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    palette = colors[np.sort(np.argsort(-counts, kind="stable")[:COLORS])]
    nearest = KDTree(palette).query(colors)[1].astype(np.uint8)
    rows = np.zeros((height, width + 1), dtype=np.uint8)  # each row begins with its filter: none
    rows[:, 1:] = nearest[where.reshape(height, width)]
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
