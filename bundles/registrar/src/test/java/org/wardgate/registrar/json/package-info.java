@NullMarked
package org.wardgate.registrar.json;

import org.jspecify.annotations.NullMarked;
