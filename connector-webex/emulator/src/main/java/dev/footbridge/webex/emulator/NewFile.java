package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.FileContent;

/** A file as it was handed in. */
record NewFile(String name, String type, FileContent content) {}
