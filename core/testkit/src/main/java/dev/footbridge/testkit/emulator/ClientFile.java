package dev.footbridge.testkit.emulator;

/** A file as people put it into a message, or see it there. */
public record ClientFile(String name, String mediaType, FileContent content) {}
