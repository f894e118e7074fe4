package dev.footbridge.miro.emulator;

/** The bytes behind an image or a document. The array is shared: do not change it. */
record FileResource(String id, String contentType, String fileName, byte[] bytes) {}
