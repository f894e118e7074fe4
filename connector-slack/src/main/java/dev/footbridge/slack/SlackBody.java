package dev.footbridge.slack;

/**
 * The body of one message in both forms that Slack wants.
 *
 * @param text mrkdwn; shown in notifications, and by clients that know no blocks
 * @param blocks one {@code rich_text} block, as JSON
 */
record SlackBody(String text, String blocks) {

    /** Never the content. */
    @Override
    public String toString() {
        return "SlackBody[" + text.length() + " characters]";
    }
}
