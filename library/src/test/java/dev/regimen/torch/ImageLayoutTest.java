package dev.regimen.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageLayoutTest {
    @Test
    void isInBlocksUnlessAnotherIsAskedFor() {
        assertThat(ImageLayout.asked(Optional.empty(), true)).isEqualTo(ImageLayout.BLOCKED);
        assertThat(ImageLayout.asked(Optional.of("channels-last"), true)).isEqualTo(ImageLayout.CHANNELS_LAST);
    }

    @Test
    void isNotInBlocksWhereThereCanBeNone() {
        assertThat(ImageLayout.asked(Optional.empty(), false)).isEqualTo(ImageLayout.CHANNELS_LAST);
        assertThat(ImageLayout.asked(Optional.of("blocked"), false)).isEqualTo(ImageLayout.CHANNELS_LAST);
    }

    @Test
    void anotherWordIsRefused() {
        assertThatThrownBy(() -> ImageLayout.asked(Optional.of("nchw"), true))
                .hasMessage("REGIMEN_LAYOUT is 'nchw'; expected blocked or channels-last");
    }
}
