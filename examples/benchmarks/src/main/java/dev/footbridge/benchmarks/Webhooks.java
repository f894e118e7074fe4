package dev.footbridge.benchmarks;

/** Makes the whole request that tells the relay of a message. Not safe for concurrent use; every sender has its own. */
interface Webhooks {

    /** All bytes of the request; from now on the platform knows the message. */
    byte[] request(int number);
}
