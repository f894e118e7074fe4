package dev.footbridge.benchmarks;

/**
 * How text did in one window.
 *
 * @param streams what files did meanwhile
 * @param running streams that ran when the window ended
 * @param fileRate MB per second that they moved
 * @param machine cores that were busy, all processes together
 */
record TextFigures(String streams, int running, double fileRate, double machine, Figures text) {}
