package dev.footbridge.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadmeExampleTest {

    @Test
    void the_example_answers_a_person() {
        // README begin
        InMemoryWorkspace workspace = new InMemoryWorkspace("demo");
        InMemoryConnector connector = workspace.connector();
        ChannelId general = workspace.channel("general");
        UserId ada = workspace.person("Ada");

        connector.listen(events -> {
            for (InboundEvent event : events) {
                if (event instanceof InboundEvent.Posted posted
                        && !posted.message().own()) {
                    answer(connector, posted.message());
                }
            }
        });
        MessageId question = workspace.post(ada, general, "Is anybody there?");
        // README end

        List<Message> messages = workspace.messages(general);
        assertThat(messages).hasSize(2);
        assertThat(messages.get(1).replyTo()).isEqualTo(Optional.of(question));
        assertThat(messages.get(1).body()).isEqualTo(Document.text("I am."));
    }

    private static void answer(Connector connector, Message message) {
        ChannelId channel = message.id().channel();
        Draft draft = Draft.of(Document.text("I am."), "answer-1").inThread(message.id());
        try {
            connector.post(channel, connector.prepare(channel, draft).parts().get(0));
        } catch (ConnectorException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_readme_shows_this_code() throws Exception {
        String source = Files.readString(Path.of("src/test/java/dev/footbridge/testkit/fake/ReadmeExampleTest.java"));
        int begin = source.indexOf("// README begin\n") + "// README begin\n".length();
        String code = source.substring(begin, source.indexOf("        // README end"));
        assertThat(Files.readString(Path.of("README.md")))
                .contains(code.stripTrailing().stripIndent());
    }
}
