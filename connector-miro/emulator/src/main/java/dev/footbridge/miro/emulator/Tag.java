package dev.footbridge.miro.emulator;

/** A label of a board that items can carry. */
record Tag(String id, String title, String fillColor) {}
