package dev.footbridge.benchmarks;

/**
 * What is run.
 *
 * @param outstanding webhooks on their way at most
 * @param inOrder whether a channel's next webhook waits for the answer to the one before; then there are at most as many
 *     outstanding as channels
 * @param messages of each flood
 * @param repetitions of the flood without delay
 * @param perSecond of the open loop
 * @param steadySeconds of the open loop; 0 leaves it out
 * @param delayMillis of each call of the target in the delayed flood
 * @param delayedMessages of the delayed flood; 0 leaves it out
 * @param bare whether the bare client runs too
 */
record Plan(
        int channels,
        int outstanding,
        boolean inOrder,
        int warmUp,
        int messages,
        int repetitions,
        double perSecond,
        int steadySeconds,
        int delayMillis,
        int delayedMessages,
        boolean bare) {}
