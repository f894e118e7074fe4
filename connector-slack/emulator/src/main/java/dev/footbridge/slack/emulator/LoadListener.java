package dev.footbridge.slack.emulator;

/** Watches a load run. Called concurrently on the sending threads; must return at once. */
public interface LoadListener {
    LoadListener NONE = new LoadListener() {
        @Override
        public void sending(int index, String channelId, String ts) {}

        @Override
        public void answered(int index, boolean accepted) {}
    };

    /** The event is about to leave; it is in the channel's history already. */
    void sending(int index, String channelId, String ts);

    /** @param accepted false when the app refused it four times, as the vendor's schedule allows */
    void answered(int index, boolean accepted);
}
