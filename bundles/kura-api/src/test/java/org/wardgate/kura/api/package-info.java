/** Tests of the declarations of Kura's types. */
@NullMarked
package org.wardgate.kura.api;

import org.jspecify.annotations.NullMarked;
