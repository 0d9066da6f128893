package dev.regimen.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTest {
    private static final CodeCache JAVA = CodeCache.of(List.of(
            "0x00007f8a10000000 0x0000000000000100 StubRoutines (1)",
            "0x00007f8a18000000 0x0000000000000200 void dev.regimen.training.PhaseRun.goOn()"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPENBLAS | 7f8a00001000 sgemm_kernel_SKYLAKEX (/cache/libopenblas_nolapack.so.0)",
                "ONEDNN   | 7f8a00001000 dnnl::impl::cpu::x64::jit_uni_rnn_fwd_t::execute(int (*)(int)) const (/cache/libtorch_cpu.so)",
                "ONEDNN   | 7f8a19001000 [unknown] ([JIT] tid 12)",
                "ONEDNN   | 7f8a19001000 [unknown] ([unknown])",
                "LOOPS    | 7f8a00001000 void c10::function_ref<void (char**, long const*)>::callback_fn<at::native::X>(long) (/cache/libtorch_cpu.so)",
                "LOOPS    | 7f8a00001000 at::native::AVX512::vectorized_inner_sum(char**) (/cache/libtorch_cpu.so)",
                "LOOPS    | 7f8a00001000 __memmove_avx512_unaligned_erms (/usr/lib/libc.so.6)",
                "AROUND   | 7f8a00001000 c10::Dispatcher::call(c10::OperatorHandle const&) const (/cache/libtorch_cpu.so)",
                "LOOPS    | 7f8a00001000 __expf_fma (/usr/lib/libm.so.6)",
                "AROUND   | 7f8a00001000 c10::impl::wrap_kernel_functor_unboxed_<int>::call(int) (/cache/libtorch_cpu.so)",
                "AROUND   | 7f8a00001000 malloc (/usr/lib/libc.so.6)",
                "JAVA     | 7f8a18000010 void dev.regimen.training.PhaseRun.goOn() ([JIT] tid 12)",
                "JAVA     | 7f8a10000010 StubRoutines (1) ([JIT] tid 12)",
                "JAVA     | 7f8a00001000 ParMarkBitMap::live() (/usr/lib/jvm/lib/server/libjvm.so)",
                "JAVA     | 7f8a00001000 Java_org_bytedeco_pytorch_Tensor_add (/cache/libjnitorch.so)",
                "SYSTEM   | ffffffff81000010 clear_page_erms ([kernel.kallsyms])",
                "SYSTEM   | ffffffff81000010 [unknown] ([unknown])",
            })
    void knowsTheKindOfCode(Code code, String line) {
        assertThat(Code.of("      " + line, JAVA)).isEqualTo(code);
    }

    @Test
    void theCodeCacheGoesFromTheFirstToTheLast() {
        assertThat(JAVA).isEqualTo(new CodeCache(0x7f8a10000000L, 0x7f8a18000200L));
        assertThat(JAVA.contains(0x7f8a180001ffL)).isTrue();
        assertThat(JAVA.contains(0x7f8a18000200L)).isFalse();
    }
}
