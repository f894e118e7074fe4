package dev.footbridge.testkit.emulator;

import java.util.Map;

/**
 * What a subscriber answered.
 *
 * @param status 0 when there was no answer
 * @param headers names in lower case
 * @param body at most 64 KiB
 */
public record SubscriberReply(int status, WebhookPolicy.Failure failure, Map<String, String> headers, String body) {}
