package dev.footbridge.webex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.connector.Upload;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;

/**
 * Messages with a file, which are forms.
 *
 * @see <a href="https://developer.webex.com/docs/basics">REST API Basics, Message Attachments</a>
 */
final class WebexUploads {

    /** The vendor's limit for one file; there is one to a message. */
    static final FileLimits LIMITS = FileLimits.upTo(100L * 1024 * 1024);

    private WebexUploads() {}

    /** The fields of a message, then the bytes of its file. */
    static MultipartBody form(ObjectNode fields, Upload file, RequestBody bytes) {
        MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
        fields.properties()
                .forEach(field ->
                        form.addFormDataPart(field.getKey(), field.getValue().asText()));
        return form.addFormDataPart("files", file.name(), bytes).build();
    }
}
