/** Tests of the certificate register. */
@NullMarked
package org.wardgate.pki.register;

import org.jspecify.annotations.NullMarked;
