package dev.footbridge.teams;

import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.ChatMessage;
import com.microsoft.graph.models.ChatMessageAttachment;
import com.microsoft.graph.models.ChatMessageHostedContent;
import com.microsoft.graph.models.ItemBody;
import dev.footbridge.core.connector.Upload;
import dev.footbridge.teams.TeamsStorage.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A message that shows files: its author's name, references to what is in drives, pictures.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/chatmessage-post">Send a message, examples 4 and 5</a>
 */
final class TeamsFileMessage {

    private TeamsFileMessage() {}

    /** @param pictures to be put in the place of their {@link TeamsPictures#mark marks} */
    static ChatMessage of(TeamsContent label, List<Stored> stored, List<Upload> pictures) {
        StringBuilder html = new StringBuilder(label.html());
        ChatMessage message = new ChatMessage();
        List<ChatMessageAttachment> attachments = new ArrayList<>();
        for (Stored file : stored) {
            html.append("<attachment id=\"").append(file.guid()).append("\"></attachment>");
            attachments.add(reference(file));
        }
        List<ChatMessageHostedContent> hosted = new ArrayList<>();
        for (Upload picture : pictures) {
            html.append("<p><img src=\"../hostedContents/")
                    .append(hosted.size() + 1)
                    .append("/$value\" alt=\"")
                    .append(escaped(picture.name()))
                    .append("\"></p>");
            hosted.add(hosted(hosted.size(), picture));
        }
        ItemBody body = new ItemBody();
        body.setContentType(BodyType.Html);
        body.setContent(html.toString());
        message.setBody(body);
        if (!attachments.isEmpty()) {
            message.setAttachments(attachments);
        }
        if (!hosted.isEmpty()) {
            message.setHostedContents(hosted);
        }
        return message;
    }

    private static ChatMessageAttachment reference(Stored file) {
        ChatMessageAttachment attachment = new ChatMessageAttachment();
        attachment.setId(file.guid());
        attachment.setContentType("reference");
        attachment.setContentUrl(file.url());
        // The name as it was given: where another file has it already, the one in the drive is numbered.
        attachment.setName(file.name());
        return attachment;
    }

    private static ChatMessageHostedContent hosted(int number, Upload picture) {
        ChatMessageHostedContent content = new ChatMessageHostedContent();
        content.setContentType(picture.mediaType());
        content.setContentBytes(TeamsPictures.mark(number));
        Map<String, Object> more = new HashMap<>();
        more.put("@microsoft.graph.temporaryId", Integer.toString(number + 1));
        content.setAdditionalData(more);
        return content;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
