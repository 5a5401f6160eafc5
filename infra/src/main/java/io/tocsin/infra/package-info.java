/** What Tocsin needs in an AWS account, as CDK constructs. */
@NullMarked
package io.tocsin.infra;

import org.jspecify.annotations.NullMarked;
