package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** C126 and C127: who is in a channel, and who somebody is. */
abstract class MemberContract extends FileContract {

    @Nested
    @DisplayName("Members and sign-in")
    class Members {

        @Test
        void c126_who_is_in_a_channel_is_told_as_it_is() throws Exception {
            if (connector.memberships().isPresent()) {
                Memberships memberships = connector.memberships().get();
                assertThat(memberships.isMember(channel(), person())).isTrue();
                assertThat(memberships.isMember(channel(), people().second())).isTrue();
                assertThat(memberships.isMember(channel(), people().nobody())).isFalse();
                assertThat(memberships.isMember(harness.missingChannel(), person()))
                        .isFalse();
                List<UserId> members = new ArrayList<>();
                Optional<String> cursor = Optional.empty();
                do {
                    Page<User> page = memberships.members(channel(), cursor);
                    page.items().forEach(user -> members.add(user.id()));
                    cursor = page.next();
                } while (cursor.isPresent());
                assertThat(members).contains(person(), people().second()).doesNotHaveDuplicates();
            }
        }

        @Test
        void c127_an_id_token_names_somebody_of_this_workspace_or_nobody() {
            if (connector.signIn().isPresent()) {
                SignIn signIn = connector.signIn().get();
                assertThat(signIn.scopes()).contains("openid");
                assertThat(signIn.issuer().isAbsolute()).isTrue();
                Map<String, Object> claims = people().claims(person());
                assertThat(signIn.user(claims)).contains(person());
                assertThat(signIn.user(Map.of())).isEmpty();
                Map<String, Object> odd = new HashMap<>();
                claims.keySet().forEach(claim -> odd.put(claim, List.of(1)));
                assertThat(signIn.user(odd)).as("claims of odd types").isEmpty();
                claims.forEach((claim, value) -> {
                    Map<String, Object> others = new HashMap<>(claims);
                    others.put(claim, "0" + value);
                    assertThat(signIn.user(others).filter(person()::equals))
                            .as("who it is when %s is another one's", claim)
                            .isEmpty();
                });
            }
        }
    }
}
