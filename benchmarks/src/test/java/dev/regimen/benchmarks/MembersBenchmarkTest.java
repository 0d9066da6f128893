package dev.regimen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersBenchmarkTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void trainsAsManyAsItSays(int members) {
        MembersBenchmark benchmark = new MembersBenchmark();
        benchmark.members = members;
        benchmark.steps = 2;
        benchmark.open();
        assertThat(benchmark.trained()).isEqualTo(members);
        benchmark.close();
    }
}
