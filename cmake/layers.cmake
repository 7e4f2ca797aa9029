# Every library, lowest first, and all that it may use. Nothing else compiles (cmake/library.cmake says how).
#                 name         folder                    may use
interloom_library(common       common              USES absl spdlog prometheus zstd xxhash openssl json)
interloom_library(proto        proto               USES common absl protobuf grpc)

# The worker: lang knows no torch, models know no lang.
interloom_library(tokenizer    worker/tokenizer    USES common absl json tokenizers_ffi)
interloom_library(lang_syntax  worker/lang/syntax   USES common absl)
interloom_library(lang         worker/lang         USES common absl boost_context)
interloom_library(lang_modules worker/lang/modules USES lang common absl)
interloom_library(lang_torch   worker/lang/torch   USES lang common absl torch)
interloom_library(models       worker/models       USES common absl torch json)
include(cmake/models.cmake)
interloom_model_families(il_models worker/models)
if(INTERLOOM_TESTS)
  interloom_binary(model-dump   tests/models         USES models common absl torch json)
endif()
interloom_library(interleaver  worker/interleaver  USES models lang_torch lang common absl torch)
interloom_library(graph        worker/graph        USES interleaver models lang_torch lang common absl torch)
interloom_library(engine       worker/engine       USES graph interleaver models lang_torch lang tokenizer common absl torch json)
interloom_library(link         worker/link         USES engine proto common absl protobuf grpc)
interloom_binary(interloom-worker worker/main      USES link engine common absl cli11)

# The gateway.
interloom_library(store        server/store        USES common absl sqlite)
interloom_library(results      server/results      USES common absl)
interloom_library(scheduler    server/scheduler    USES store results common absl)
interloom_library(api          server/api          USES scheduler store results proto common absl protobuf grpc)
interloom_library(supervisor   server/supervisor   USES common absl)
interloom_binary(interloom-gateway server/main     USES supervisor api scheduler store results proto common absl cli11 protobuf grpc prometheus_pull)

# The clients.
interloom_library(client       client/cpp          USES proto common absl protobuf grpc)
interloom_binary(interloom     client/cli          USES client proto common absl cli11 json protobuf)
interloom_binary(interloom-demo client/demo        USES client common absl cli11)
interloom_binary(interloom-bench client/bench     USES client common absl cli11)
if(INTERLOOM_TESTS)
  add_dependencies(client_test interloom)  # the CLI's tests spawn it
endif()
