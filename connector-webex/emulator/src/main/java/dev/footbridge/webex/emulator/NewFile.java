package dev.footbridge.webex.emulator;

/** A file as it was handed in. The array is not copied. */
record NewFile(String name, String type, byte[] bytes) {}
