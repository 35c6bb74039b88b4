muster_add_module(rest_auth
  FOLDER rest/auth
  SOURCES
    authentication_settings.cpp
    authenticator.cpp
    authorized_call.cpp
    form.cpp
    grants.cpp
    header_authenticator.cpp
    jwt_assertion.cpp
    oauth_authenticator.cpp
    signing_key.cpp
    token_answer.cpp
    token_cache.cpp
    token_endpoint.cpp
    token_url.cpp
  PUBLIC muster::core muster::rest_connection
  PRIVATE Boost::json OpenSSL::Crypto)
