package dev.footbridge.benchmarks;

import java.util.List;

/**
 * What is run with files. Sizes in bytes; 0 leaves a part out, repetitions but the first pass included.
 *
 * @param channels bridges, and so the streams of a direction that can run at once
 * @param size of the large file, cut to what a pair takes
 * @param repetitions of the large file with relay and bare pipe, after a first pass of each
 * @param streams at once
 * @param streamSize of each of them
 * @param textWarmUp messages of text before any is measured
 * @param textRate messages per second of text, open loop
 * @param textSeconds of a window of text
 * @param textRounds windows without and with streams, in turn
 * @param slowRate bytes per second of each stream while text is measured
 * @param many files of all sizes
 * @param largest of them
 */
record FilePlan(
        List<FilePair> pairs,
        int channels,
        long size,
        int repetitions,
        int streams,
        long streamSize,
        int textWarmUp,
        double textRate,
        int textSeconds,
        int textRounds,
        long slowRate,
        int many,
        long largest,
        long seed) {

    FilePlan {
        pairs = List.copyOf(pairs);
    }
}
