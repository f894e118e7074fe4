package dev.footbridge.benchmarks;

/** Something that is wanted of a figure. */
record Goal(String what, String wanted, String reached, boolean met) {}
